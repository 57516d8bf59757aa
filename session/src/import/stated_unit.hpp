#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "palpate/core/error.hpp"
#include "palpate/session/import.hpp"

#include "import/import_options.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// The unit of a file's numbers: as the file says it, or else as --unit does.
class StatedUnit final {
  public:
    /// `entry`: what the file says, as written: "UNITS KPa".
    explicit StatedUnit(const ImportOptions& options, std::optional<ImportUnit> in_file = std::nullopt,
                        std::string entry = {});

    /// InvalidArgument when --unit or --counts-per-kpa does not fit.
    [[nodiscard]] Result<void> checkOptions(std::string_view file) const;
    [[nodiscard]] Result<void> checkOptions(const TextLines& lines) const
    {
        return checkOptions(lines.name());
    }
    void askForMissing(MissingOptions& missing) const;

    /// Where nothing is missing.
    [[nodiscard]] ImportUnit unit() const { return *unit_; }
    /// Who said it: "UNITS KPa", "option --unit kpa".
    [[nodiscard]] std::string source() const;

  private:
    bool is_in_file_;
    std::string entry_;
    std::optional<ImportUnit> unit_;
    std::optional<ImportUnit> option_;
    bool has_counts_per_kpa_;
};

}  // namespace palpate::session
