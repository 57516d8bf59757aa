#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "palpate/core/measurement_info.hpp"
#include "palpate/core/results.hpp"

// The tables of results, once for all files: the CSV export and the session file show these columns.

namespace palpate::session {

/// One of some words, by its place among them.
template <typename Row>
struct WordOf {
    std::span<const std::string_view> words;
    std::uint8_t (*code)(const Row&);
};

/// A set of PlaceFlags.
template <typename Row>
struct FlagsOf {
    PlaceFlags (*flags)(const Row&);
};

template <typename Row>
struct ResultColumn {
    std::string_view name;
    std::string_view unit;
    std::string_view definition;
    /// The name that the set-up is asked about; empty for what is true in every set-up.
    std::string_view rule;
    /// A number that may not exist, a rating, a row of another table, yes or no, a text, a word, flags.
    std::variant<std::optional<double> (*)(const Row&), std::optional<int> (*)(const Row&),
                 std::size_t (*)(const Row&), bool (*)(const Row&), std::string (*)(const Row&), WordOf<Row>,
                 FlagsOf<Row>>
        value;
};

/// `name` as the set-up allows it when `rule` is what it measures; none where it may not be shown.
[[nodiscard]] std::optional<std::string> shownName(std::string_view name, std::string_view rule,
                                                   std::optional<SetUp> setup);

/// One centimetre of a path that was rolled.
struct CoverageRow {
    std::size_t path = 0;
    const Coverage* coverage = nullptr;
    std::size_t bin = 0;
};

/// What belongs to the spot of that row.
struct ReportRow {
    std::size_t spot = 0;
    const PainReport* report = nullptr;
};
struct TrialRow {
    std::size_t spot = 0;
    const ThresholdTrial* trial = nullptr;
};

struct RegionRow {
    const RegionResults* results = nullptr;
    const Region* region = nullptr;
};

[[nodiscard]] std::vector<CoverageRow> coverageRows(const SessionResults& results);
[[nodiscard]] std::vector<ReportRow> reportRows(const SessionResults& results);
[[nodiscard]] std::vector<TrialRow> trialRows(const SessionResults& results);
[[nodiscard]] std::vector<RegionRow> regionRows(const SessionResults& results);

[[nodiscard]] std::span<const ResultColumn<Hold>> holdColumns();
[[nodiscard]] std::span<const ResultColumn<Stroke>> strokeColumns();
[[nodiscard]] std::span<const ResultColumn<CoverageRow>> coverageColumns();
[[nodiscard]] std::span<const ResultColumn<Spot>> spotColumns();
[[nodiscard]] std::span<const ResultColumn<ReportRow>> reportColumns();
[[nodiscard]] std::span<const ResultColumn<TrialRow>> trialColumns();
[[nodiscard]] std::span<const ResultColumn<RegionRow>> regionColumns();

/// Calls `visit(name, columns, rows)` for every table of results that the set-up allows.
template <typename Visit>
void forEachTable(const SessionResults& results, std::optional<SetUp> setup, Visit visit)
{
    visit("holds", holdColumns(), results.holds);
    visit("strokes", strokeColumns(), results.strokes);
    visit("coverage", coverageColumns(), coverageRows(results));
    visit("spots", spotColumns(), results.spots);
    visit("reports", reportColumns(), reportRows(results));
    if (shownName("trials", "trials", setup)) {
        visit("trials", trialColumns(), trialRows(results));
    }
    visit("regions", regionColumns(), regionRows(results));
}

}  // namespace palpate::session
