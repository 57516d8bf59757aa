#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "palpate/live/visit.hpp"

namespace palpate::live {

/// Day `day` of a study: a threshold of `ppt_kpa` on one mat.
inline Visit madeVisit(const std::string& client, int day, double ppt_kpa)
{
    Visit visit{
        .path = client + "-" + std::to_string(day) + ".h5", .info = {}, .mat = "palpate-32x32", .values = {}};
    visit.info.session_id = visit.path.string();
    visit.info.mat_id = "palpate-32x32";
    visit.info.setup = SetUp::MatBetween;
    visit.info.client_code = client;
    visit.info.phase = Phase::Before;
    visit.info.started_at = std::chrono::system_clock::time_point{std::chrono::days{20'000 + day}};
    visit.values.push_back(
        {.measure = {.name = "ppt_kpa", .unit = "kPa", .scope = ValueScope::Spot}, .value = ppt_kpa});
    return visit;
}

}  // namespace palpate::live
