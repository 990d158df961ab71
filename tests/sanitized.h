#pragma once

// TARE_SANITIZED: the program is slowed down by a sanitizer.

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TARE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define TARE_SANITIZED 1
#endif
#endif
