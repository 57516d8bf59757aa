#include "made_repeats.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace palpate::gui::made {

namespace {

live::Visit visit(const std::string& client, int trial, double peak_kpa)
{
    live::Visit made{.path = "/made/" + client + "-" + std::to_string(trial) + ".h5",
                     .info = {},
                     .mat = "made-mat",
                     .values = {}};
    made.info.session_id = made.path.string();
    made.info.mat_id = "made-mat";
    made.info.setup = SetUp::MatBetween;
    made.info.client_code = client;
    made.info.side = client == "B" ? std::optional{Side::Left} : std::nullopt;
    made.info.started_at = std::chrono::system_clock::time_point{std::chrono::hours{480'000 + trial}};
    made.values.push_back(
        {.measure = {.name = "peak_kpa", .unit = "kPa", .statistic = "max"}, .value = peak_kpa});
    made.values.push_back({.measure = {.name = "force_n",
                                       .unit = "N",
                                       .scope = ValueScope::Region,
                                       .place = "calf",
                                       .statistic = "mean"},
                           .value = 1.5 * peak_kpa + trial});
    return made;
}

}  // namespace

std::vector<live::Visit> repeatVisits(int trials)
{
    std::vector<live::Visit> visits;
    visits.reserve(2 * static_cast<std::size_t>(trials));
    for (int trial = 1; trial <= trials; ++trial) {
        visits.push_back(visit("A", trial, trial % 2 == 0 ? 25.0 : 20.0 + 0.5 * trial));
        visits.push_back(visit("B", trial, trial % 2 == 0 ? 40.0 : 45.0 + 0.25 * trial));
    }
    visits.front().values.push_back(
        {.measure = {.name = "contact_area_cm2", .unit = "cm2", .statistic = "max"}, .value = 310.0});
    return visits;
}

JudgedRepeats judgedRepeats(int trials)
{
    const std::vector<live::Visit> visits = repeatVisits(trials);
    JudgedRepeats judged{.repeatability = live::repeatabilityOf(visits).value(), .pairs = {}};
    for (const Reliability& one : judged.repeatability.measures) {
        judged.pairs.push_back(live::pairsOf(visits, judged.repeatability, one.measure));
    }
    return judged;
}

}  // namespace palpate::gui::made
