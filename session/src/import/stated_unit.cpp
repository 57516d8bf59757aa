#include "import/stated_unit.hpp"

#include <utility>

#include <fmt/format.h>

namespace palpate::session {

StatedUnit::StatedUnit(const ImportOptions& options, std::optional<ImportUnit> in_file, std::string entry)
    : is_in_file_{in_file.has_value()},
      entry_{std::move(entry)},
      unit_{in_file ? in_file : options.unit},
      option_{options.unit},
      has_counts_per_kpa_{options.counts_per_kpa.has_value()}
{}

Result<void> StatedUnit::checkOptions(std::string_view file) const
{
    if (is_in_file_ && option_ && *option_ != *unit_) {
        return failContradiction(file, "--unit", entry_);
    }
    if (!has_counts_per_kpa_ || !unit_ || *unit_ == ImportUnit::Counts) {
        return {};
    }
    if (is_in_file_) {
        return failContradiction(file, "--counts-per-kpa", entry_);
    }
    return fail(ErrorCode::InvalidArgument,
                fmt::format("{}: --counts-per-kpa belongs to --unit counts, not to --unit {}", file,
                            toString(*unit_)));
}

void StatedUnit::askForMissing(MissingOptions& missing) const
{
    if (!unit_) {
        missing.add("--unit");
    }
    if (unit_ == ImportUnit::Counts && !has_counts_per_kpa_) {
        missing.add("--counts-per-kpa", is_in_file_ ? "the values are raw" : "");
    }
}

std::string StatedUnit::source() const
{
    return is_in_file_ ? entry_ : fmt::format("option --unit {}", toString(*unit_));
}

}  // namespace palpate::session
