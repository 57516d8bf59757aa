#include "measure_words.hpp"

#include "palpate/core/setup_rules.hpp"

namespace palpate::cli {

std::string shownName(const std::string& measure, ValueScope scope, std::optional<SetUp> setup)
{
    return scope == ValueScope::Outcome ? measure : nameInSetUp(measure, setup).value_or(measure);
}

}  // namespace palpate::cli
