#include "palpate/core/error_band.hpp"

#include <algorithm>
#include <tuple>

#include "palpate/core/outcome.hpp"

#include <fmt/format.h>

namespace palpate {

namespace {

bool isOfMat(const ErrorBand& band, const BandContext& context)
{
    return band.mat_id.empty() || band.mat_id == context.mat_id;
}

bool isOfUse(const ErrorBand& band, const BandContext& context)
{
    return (!band.setup || band.setup == context.setup) &&
           (band.techniques.empty() || std::find(band.techniques.begin(), band.techniques.end(),
                                                 context.technique) != band.techniques.end());
}

bool isGoodFor(const ErrorBand& band, std::string_view measure, const BandContext& context)
{
    return band.measure == measure && isOfMat(band, context) && isOfUse(band, context) &&
           (!band.pairs || *band.pairs >= kLeastOwnPairs);
}

/// Own before published, then by how much of the context it names, then by how much it rests on.
auto rankOf(const ErrorBand& band)
{
    const int named =
        (band.mat_id.empty() ? 0 : 1) + (band.setup ? 1 : 0) + (band.techniques.empty() ? 0 : 1);
    return std::tuple{band.pairs.has_value(), named, band.pairs.value_or(0)};
}

}  // namespace

std::string bandMeasure(const Measure& measure)
{
    if (measure.scope == ValueScope::Spot && measure.name == "nrs") {
        return kPainOutcome;
    }
    return measure.scope == ValueScope::Region ? fmt::format("{}: {}", measure.place, measure.name)
                                               : measure.name;
}

const ErrorBand* findBand(const std::vector<ErrorBand>& bands, std::string_view measure,
                          const BandContext& context)
{
    const ErrorBand* best = nullptr;
    for (const ErrorBand& band : bands) {
        if (isGoodFor(band, measure, context) && (best == nullptr || rankOf(band) > rankOf(*best))) {
            best = &band;
        }
    }
    return best;
}

std::string_view inWords(BandGap gap)
{
    switch (gap) {
        case BandGap::Unmeasured:
            return "No error band is known";
        case BandGap::OtherMat:
            return "No error band is known for this mat, only for another one";
        case BandGap::OtherUse:
            return "No error band is known for this set-up and technique, only for others";
        case BandGap::FewPairs:
            return "Its error band rests on too few repeats";
    }
    return "";
}

BandGap bandGapOf(const std::vector<ErrorBand>& bands, std::string_view measure, const BandContext& context)
{
    BandGap gap = BandGap::Unmeasured;
    for (const ErrorBand& band : bands) {
        if (band.measure == measure) {
            gap = std::max(gap, !isOfMat(band, context)   ? BandGap::OtherMat
                                : !isOfUse(band, context) ? BandGap::OtherUse
                                                          : BandGap::FewPairs);
        }
    }
    return gap;
}

}  // namespace palpate
