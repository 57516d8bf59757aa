#include <chrono>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "palpate/analysis/carried_tare.hpp"
#include "palpate/analysis/mat_calibration.hpp"
#include "palpate/live/load_reading.hpp"
#include "palpate/session/calibration_file.hpp"
#include "palpate/session/recalibrate.hpp"
#include "palpate/session/session_reader.hpp"

#include "calibration_output.hpp"
#include "command.hpp"
#include "weight.hpp"
#include "written_file.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace palpate::cli {

namespace {

/// Stands between a session's calibration and the one that it replaced.
constexpr std::string_view kBefore = "; before: ";

struct Options {
    std::vector<std::string> loads;
    std::vector<std::string> uniform;
    std::string creep;
    std::string model = "auto";
    std::string apply;
    std::string session;
    std::string output;
    bool force = false;
    bool as_json = false;
};

/// SESSION.h5=KG[,FROM-TO]
struct NamedLoad {
    std::string path;
    Force force;
    std::optional<analysis::TimeRange> range;
};

Result<NamedLoad> parseLoad(const std::string& option, const std::string& text)
{
    const auto equals = text.rfind('=');
    const auto wrong = [&] {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{} {}: give SESSION.h5=KG, or SESSION.h5=KG,FROM-TO in seconds", option, text));
    };
    if (equals == std::string::npos || equals == 0) {
        return wrong();
    }
    NamedLoad load{.path = text.substr(0, equals), .force = Force{}, .range = std::nullopt};
    std::istringstream words{text.substr(equals + 1)};
    double kg = 0.0;
    if (!(words >> kg) || kg <= 0.0) {
        return wrong();
    }
    load.force = weightOf(kg);
    char separator = 0;
    if (words >> separator) {
        analysis::TimeRange range;
        char dash = 0;
        if (separator != ',' || !(words >> range.from_s >> dash >> range.to_s) || dash != '-' ||
            range.to_s <= range.from_s || !(words >> std::ws).eof()) {
            return wrong();
        }
        load.range = range;
    }
    return load;
}

/// Reads the recordings; all must be of the mat of the first.
class LoadReader {
  public:
    explicit LoadReader(bool any_mat) : any_mat_{any_mat} {}

    Result<analysis::LoadRecording> read(const std::string& path)
    {
        auto session = session::SessionReader::open(path);
        if (!session) {
            return fail(session.error());
        }
        const auto& header = session->header();
        if (!mat_) {
            mat_ = session::CalibrationFile{.mat_id = header.info.mat_id,
                                            .mat_serial = header.info.mat_serial,
                                            .geometry = header.geometry,
                                            .calibration = header.calibration};
        } else if (auto checked = session::checkIsOfMat(*mat_, header.geometry, header.info, any_mat_);
                   !checked) {
            return fail(checked.error().code, fmt::format("{}: {}", path, checked.error().message));
        }
        return live::readLoad(*session);
    }

    /// The mat and the calibration of the first recording.
    [[nodiscard]] session::CalibrationFile& mat() { return *mat_; }

  private:
    bool any_mat_;
    std::optional<session::CalibrationFile> mat_;
};

Result<analysis::KnownLoad> readKnown(LoadReader& reader, const std::string& option, const std::string& text)
{
    auto named = parseLoad(option, text);
    if (!named) {
        return fail(named.error());
    }
    auto recording = reader.read(named->path);
    if (!recording) {
        return fail(recording.error());
    }
    return analysis::KnownLoad{
        .recording = std::move(*recording), .force = named->force, .range = named->range};
}

std::string now()
{
    const auto seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(seconds));
}

Result<analysis::MatCalibrationRequest> readAll(const Options& options, LoadReader& reader)
{
    analysis::MatCalibrationRequest request;
    const auto model = analysis::parseCurveModel(options.model);
    if (!model) {
        return fail(model.error());
    }
    request.model = *model;
    request.made_at = now();
    for (const std::string& text : options.loads) {
        auto load = readKnown(reader, "--load", text);
        if (!load) {
            return fail(load.error());
        }
        request.loads.push_back(std::move(*load));
    }
    if (!options.creep.empty()) {
        auto test = readKnown(reader, "--creep", options.creep);
        if (!test) {
            return fail(test.error());
        }
        request.creep_test = std::move(*test);
    }
    for (const std::string& path : options.uniform) {
        auto recording = reader.read(path);
        if (!recording) {
            return fail(recording.error());
        }
        request.uniform_loads.push_back(std::move(*recording));
    }
    request.present = reader.mat().calibration;
    return request;
}

int make(const Options& options)
{
    LoadReader reader{options.force};
    const auto request = readAll(options, reader);
    if (!request) {
        return refuse(request.error());
    }
    const auto made = analysis::calibrateMat(*request);
    if (!made) {
        return refuse(made.error());
    }
    if (!options.output.empty()) {
        session::CalibrationFile file = reader.mat();
        file.calibration = made->calibration;
        if (const auto written =
                writeWholeFile(options.output, session::calibrationFileText(file), options.force);
            !written) {
            return refuse(written.error());
        }
    }
    const auto trust = trustIn(*made, *request);
    if (options.as_json) {
        printJson(madeCalibrationJson(*made, trust, options.output));
    } else {
        printMadeCalibration(*made, trust);
    }
    return kDone;
}

int apply(const Options& options)
{
    const auto file = session::readCalibrationFile(options.apply);
    if (!file) {
        return refuse(file.error());
    }
    std::optional<SessionHeader> header;
    {
        const auto session = session::SessionReader::open(options.session);
        if (!session) {
            return refuse(session.error());
        }
        header = session->header();
    }
    if (const auto checked = session::checkIsOfMat(*file, header->geometry, header->info, options.force);
        !checked) {
        return refuse({.code = checked.error().code,
                       .message = fmt::format("{}: {}", options.session, checked.error().message)});
    }
    Calibration calibration = file->calibration;
    const std::string& before = header->calibration.source;
    calibration.source +=
        fmt::format("{}{}", kBefore, before.empty() ? "not stated" : before.substr(0, before.find(kBefore)));
    const auto tare = analysis::carriedTare(*header, calibration);
    const std::string& target = options.output.empty() ? options.session : options.output;
    const auto done = session::recalibrateSession(options.session, calibration, tare, target, options.force);
    if (!done) {
        return refuse(done.error());
    }
    if (options.as_json) {
        printJson({{"file", target}, {"calibration", calibrationJson(calibration)}});
    } else {
        fmt::print(stderr,
                   "{}: {}; saved results were of the old calibration and are gone: palpate analyze --save\n",
                   target, calibration.source);
    }
    return kDone;
}

}  // namespace

void addCalibrateCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand(
        "calibrate", "Calibrate a mat from recordings of known weights, or apply a calibration to a session");
    const auto options = std::make_shared<Options>();
    auto* loads = command->add_option("--load", options->loads,
                                      "SESSION.h5=KG[,FROM-TO]: a known weight, steady; may be repeated");
    auto* creep = command->add_option(
        "--creep", options->creep,
        "SESSION.h5=KG[,FROM-TO]: a constant weight for 90 s or more, laid on the empty mat");
    auto* uniform = command->add_option("--equalise", options->uniform,
                                        "Session of an even pressure on all cells; may be repeated");
    command->add_option("--model", options->model, "auto, scale, linear, power or table")
        ->capture_default_str();
    auto* apply_option =
        command->add_option("--apply", options->apply, "Calibration file to apply to SESSION");
    auto* session = command->add_option("SESSION", options->session, "Session to calibrate again (.h5)");
    command->add_option("-o,--output", options->output,
                        "Calibration file to write (.json); with --apply the session to write instead of "
                        "changing SESSION");
    command->add_flag("--force", options->force, "Replace the output if it exists; mix mats of one shape");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    apply_option->needs(session)->excludes(loads)->excludes(creep)->excludes(uniform);
    session->needs(apply_option);
    command->footer(
        "Example: palpate calibrate --load ten.h5=10 --load twenty.h5=20 --creep long.h5=20 -o mat.json\n"
        "         palpate calibrate --apply mat.json visit.h5");
    command->callback([&chosen, options] {
        if (options->apply.empty() && options->loads.empty() && options->creep.empty() &&
            options->uniform.empty()) {
            throw CLI::RequiredError("one of --load, --creep, --equalise or --apply");
        }
        chosen = [options] { return options->apply.empty() ? make(*options) : apply(*options); };
    });
}

}  // namespace palpate::cli
