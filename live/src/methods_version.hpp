#pragma once

#include <string_view>

namespace palpate::live {

/// Tells the methods that compute results apart: another one after any change of the sources of core and
/// analysis. Made by cmake/MethodsVersion.cmake.
[[nodiscard]] std::string_view methodsVersion();

}  // namespace palpate::live
