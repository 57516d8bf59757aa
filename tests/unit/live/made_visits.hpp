#pragma once

#include <array>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "palpate/live/visit.hpp"

namespace palpate::live {

/// A client who lies `moved` from where the first visit had them, and reported pain at places of their body.
struct MadeReport {
    MatPoint on_body;
    double ppt_kpa = 0.0;
};

inline VisitReports madeReports(MatPoint moved, const std::vector<MadeReport>& reports)
{
    struct Bump {
        double x_mm, y_mm, radius_mm, kpa;
    };
    constexpr std::array kBody{Bump{180, 150, 40, 8}, Bump{290, 170, 25, 12}, Bump{230, 300, 50, 6},
                               Bump{310, 330, 20, 15}};
    const auto mat = MatGeometry::create(32, 32, Length{15.0}, Length{15.0}).value();
    CellArray<float> kpa(32, 32);
    for (int row = 0; row < 32; ++row) {
        for (int col = 0; col < 32; ++col) {
            const MatPoint at = mat.centreOf(row, col);
            double sum = 0.0;
            for (const Bump& bump : kBody) {
                const double r =
                    std::hypot(at.x_mm - moved.x_mm - bump.x_mm, at.y_mm - moved.y_mm - bump.y_mm);
                sum += bump.kpa * std::exp(-r * r / (bump.radius_mm * bump.radius_mm));
            }
            kpa(row, col) = static_cast<float>(sum);
        }
    }
    VisitReports made{.spots = {}, .peak = {.mat = mat, .kpa = kpa, .contact = Pressure{1.0}}};
    for (const MadeReport& report : reports) {
        Spot spot;
        spot.place = {report.on_body.x_mm + moved.x_mm, report.on_body.y_mm + moved.y_mm};
        spot.evidence = SpotEvidence::Reported;
        spot.ppt_kpa = report.ppt_kpa;
        made.spots.push_back(spot);
    }
    return made;
}

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
    visit.reports = madeReports({0.0, 0.0}, {{.on_body = {290, 170}, .ppt_kpa = ppt_kpa}});
    return visit;
}

}  // namespace palpate::live
