#include <memory>

#include "command.hpp"
#include "json_output.hpp"
#include "mat_choice.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

Json describe(const acquisition::MatProfile& mat)
{
    return {
        {"id", mat.id},
        {"title", mat.title},
        {"rows", mat.geometry.rows()},
        {"cols", mat.geometry.cols()},
        {"pitch_x_mm", mat.geometry.pitchXMm()},
        {"pitch_y_mm", mat.geometry.pitchYMm()},
        {"absent_cells", mat.geometry.cellCount() - mat.geometry.presentCount()},
        {"protocol", acquisition::protocolName(mat.protocol)},
        {"baud", mat.baud},
        {"bit_depth", mat.bit_depth},
        {"nominal_rate_hz", mat.nominal_rate ? Json(mat.nominal_rate->hz) : Json(nullptr)},
        {"calibration", mat.calibration.source},
    };
}

int listMats(bool as_json)
{
    const auto mats = allMats();
    if (!mats) {
        return refuse(mats.error());
    }
    if (as_json) {
        Json list = Json::array();
        for (const auto& mat : *mats) {
            list.push_back(describe(mat));
        }
        printJson({{"mats", list}});
        return kDone;
    }
    for (const auto& mat : *mats) {
        fmt::print("{:<16} {:>4} x {:<4} {:>5} x {} mm  {:<8} {}\n", mat.id, mat.geometry.rows(),
                   mat.geometry.cols(), mat.geometry.pitchXMm(), mat.geometry.pitchYMm(),
                   acquisition::protocolName(mat.protocol), mat.title);
    }
    return kDone;
}

}  // namespace

void addMatsCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("mats", "The catalogue of mats: shape, pitch, protocol, calibration");
    const auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "One JSON document on standard output");
    command->footer("Example: palpate mats --json");
    command->callback([&chosen, as_json] { chosen = [as_json] { return listMats(*as_json); }; });
}

}  // namespace palpate::cli
