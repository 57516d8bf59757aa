#include "palpate/live/refused_measure.hpp"

#include "palpate/live/visit.hpp"

namespace palpate::live {

RefusedMeasure refusedMeasure(const Measure& measure, std::optional<SetUp> setup, const Error& error)
{
    // The label says it already.
    const std::string start = measure.name + ": ";
    return {.measure = measure,
            .label = labelOf(measure, setup),
            .why = error.message.starts_with(start) ? error.message.substr(start.size()) : error.message};
}

}  // namespace palpate::live
