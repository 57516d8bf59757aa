#pragma once

namespace palpate {

/// Prints the broken condition and ends the program.
[[noreturn]] void assertionFailed(const char* condition, const char* file, int line);

}  // namespace palpate

/// For programming errors only, never for input. Active in every build.
#define PALPATE_ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : ::palpate::assertionFailed(#condition, __FILE__, __LINE__))
