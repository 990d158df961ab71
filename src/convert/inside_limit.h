#pragma once

#include "io/inside_limit.h"
