#include "palpate/session/session_outcomes.hpp"

#include <algorithm>

#include "changed_copy.hpp"
#include "h5_datasets.hpp"
#include "session_groups.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

Result<void> checkTexts(const std::vector<Outcome>& outcomes)
{
    for (const Outcome& outcome : outcomes) {
        if (auto checked = checkText("name of an outcome", outcome.name); !checked) {
            return checked;
        }
        if (auto checked = checkText(fmt::format("outcome {}: its unit", outcome.name), outcome.unit);
            !checked) {
            return checked;
        }
    }
    return {};
}

}  // namespace

Result<void> saveOutcomes(const std::filesystem::path& path, const std::vector<Outcome>& outcomes)
{
    if (auto checked = checkOutcomes(outcomes); !checked) {
        return checked;
    }
    if (auto checked = checkTexts(outcomes); !checked) {
        return checked;
    }
    return changeByCopy(path, [&outcomes](hid_t file) -> Result<void> {
        if (h5::exists(file, "outcomes") && H5Ldelete(file, "outcomes", H5P_DEFAULT) < 0) {
            return h5::failure(ErrorCode::Io, "outcomes cannot be replaced");
        }
        return writeOutcomes(file, outcomes);
    });
}

std::vector<Outcome> mergedOutcomes(std::vector<Outcome> stored, const std::vector<Outcome>& wanted)
{
    for (const Outcome& outcome : wanted) {
        const auto same = std::find_if(stored.begin(), stored.end(), [&outcome](const Outcome& candidate) {
            return candidate.name == outcome.name;
        });
        if (same == stored.end()) {
            stored.push_back(outcome);
        } else {
            *same = outcome;
        }
    }
    return stored;
}

}  // namespace palpate::session
