#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/session/import.hpp"

#include "import/text_lines.hpp"

namespace palpate::session {

/// The options that a file needs and that were not given, to be named all at once.
class MissingOptions final {
  public:
    /// "--rows"; `hint` says what the file holds.
    void add(std::string_view option, std::string_view hint = {});
    /// InvalidArgument when there are any: "FILE: does not say ...: give --rows, --cols".
    [[nodiscard]] Result<void> check(std::string_view file) const;
    [[nodiscard]] Result<void> check(const TextLines& lines) const { return check(lines.name()); }

  private:
    std::vector<std::string> options_;
};

/// InvalidArgument: what `option` says is not what the file says.
[[nodiscard]] tl::unexpected<Error> failContradiction(std::string_view file, std::string_view option,
                                                      std::string_view in_file);
[[nodiscard]] inline tl::unexpected<Error> failContradiction(const TextLines& lines, std::string_view option,
                                                             std::string_view in_file)
{
    return failContradiction(lines.name(), option, in_file);
}

/// What was given is in range; the message names the option.
[[nodiscard]] Result<void> checkImportOptions(const ImportOptions& options);

/// The words of --unit: "kpa", "mmhg", ...
[[nodiscard]] std::string_view toString(ImportUnit unit);

[[nodiscard]] MeasurementInfo importedInfo(const ImportOptions& options, std::string_view format,
                                           std::string mat_title);

}  // namespace palpate::session
