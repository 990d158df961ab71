#pragma once

// All of YAML. Each header stands alone as well; most programs need yaml_values.h or yaml_binding.h only.

#include "tare/yaml_binding.h"      // IWYU pragma: export
#include "tare/yaml_diagnostics.h"  // IWYU pragma: export
#include "tare/yaml_diff.h"         // IWYU pragma: export
#include "tare/yaml_edit.h"         // IWYU pragma: export
#include "tare/yaml_emitter.h"      // IWYU pragma: export
#include "tare/yaml_events.h"       // IWYU pragma: export
#include "tare/yaml_format.h"       // IWYU pragma: export
#include "tare/yaml_lint.h"         // IWYU pragma: export
#include "tare/yaml_merge.h"        // IWYU pragma: export
#include "tare/yaml_path.h"         // IWYU pragma: export
#include "tare/yaml_values.h"       // IWYU pragma: export
