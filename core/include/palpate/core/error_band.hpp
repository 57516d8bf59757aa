#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/measure.hpp"
#include "palpate/core/measurement_info.hpp"

namespace palpate {

/// By how much two readings differ although nothing changed (docs/metrics.md, "Error bands").
struct ErrorBand {
    /// What bandMeasure() says: "ppt_kpa", "pain_nrs", "calf: force_n".
    std::string measure;
    std::string unit;
    double sem = 0.0;
    /// A change over it is clear.
    double mdc95 = 0.0;
    /// Independent differences behind it; none = published.
    std::optional<int> pairs;
    /// For people: the publication, or "own repeats, 14 pairs, 2026-11-03".
    std::string source;
    /// A change that matters to clients, where one is published.
    std::optional<double> minimal_important;
    // What it is good for; empty = everything.
    /// As matNameOf() names it.
    std::string mat_id;
    std::optional<SetUp> setup;
    std::vector<std::string> techniques;
    /// Of a published band: who was measured, and with what.
    std::string population{};
    /// Of a published band: how `sem` and `mdc95` came about.
    std::string derivation{};
    bool operator==(const ErrorBand&) const = default;
};

/// By whose error a measure under its own name is judged: its name; a rating at a spot has the error of any
/// pain rating, a region's number one of its own.
[[nodiscard]] std::string bandMeasure(const Measure& measure);

/// Where and how something was measured.
struct BandContext {
    /// As matNameOf() names it.
    std::string mat_id;
    std::optional<SetUp> setup;
    std::string technique;
};

/// With fewer pairs than these a clinic's own band decides nothing.
inline constexpr int kLeastOwnPairs = 5;

/// The band to judge a change by: own repeats with enough pairs before published ones, then the one that
/// names most of the context. Null where none is good for it. Lives as long as `bands`.
[[nodiscard]] const ErrorBand* findBand(const std::vector<ErrorBand>& bands, std::string_view measure,
                                        const BandContext& context);

/// Why findBand() finds none; the nearer to one the later.
enum class BandGap {
    Unmeasured,  ///< no band of the measure
    OtherMat,    ///< only of other mats
    OtherUse,    ///< of this mat, but of another set-up or technique
    FewPairs,    ///< own repeats, fewer than kLeastOwnPairs
};
/// "No error band is known for this mat, only for another one": for a remedy to follow.
[[nodiscard]] std::string_view inWords(BandGap gap);

[[nodiscard]] BandGap bandGapOf(const std::vector<ErrorBand>& bands, std::string_view measure,
                                const BandContext& context);

}  // namespace palpate
