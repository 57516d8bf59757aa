#pragma once

#include <optional>
#include <string>

namespace palpate::acquisition {

/// "minicom (process 1234)": who else has the file open, where the system lets this user see it.
[[nodiscard]] std::optional<std::string> findPortHolder(const std::string& path);

}  // namespace palpate::acquisition
