#include "measure_words.hpp"

#include "palpate/live/visit.hpp"

namespace palpate::cli {

std::string titleOf(const Measure& measure, std::optional<SetUp> setup)
{
    const std::string label = live::labelOf(measure, setup);
    return measure.unit.empty() ? label : label + ", " + measure.unit;
}

}  // namespace palpate::cli
