#include "measurement_service.hpp"

#include <string_view>
#include <utility>

#include "palpate/acquisition/catalog.hpp"
#include "palpate/acquisition/devices.hpp"
#include "palpate/acquisition/frame_source.hpp"
#include "palpate/acquisition/simulation.hpp"
#include "palpate/live/technique_catalogue.hpp"

namespace palpate::gui {

namespace {

class MeasurementService final : public LiveService {
  public:
    explicit MeasurementService(std::unique_ptr<live::Measurement> measurement)
        : measurement_(std::move(measurement))
    {}

    [[nodiscard]] const MatGeometry& geometry() const override { return measurement_->profile().geometry; }
    [[nodiscard]] std::string matTitle() const override { return measurement_->profile().title; }
    [[nodiscard]] std::shared_ptr<const live::Snapshot> snapshot() const override
    {
        return measurement_->snapshot();
    }
    [[nodiscard]] std::vector<live::HistoryPoint> history() const override { return measurement_->history(); }
    [[nodiscard]] Result<void> tare() override { return measurement_->tare(); }
    [[nodiscard]] Result<void> startRecording(const std::filesystem::path& session_path,
                                              MeasurementInfo info) override
    {
        return measurement_->startRecording(session_path, std::move(info), false);
    }
    [[nodiscard]] Result<void> addPain(int nrs, std::optional<MatPoint> place) override
    {
        return measurement_->addEvent(EventKind::Pain, nrs, {}, place);
    }
    [[nodiscard]] Result<void> addStop(std::string symptom_id) override
    {
        return measurement_->addEvent(EventKind::Stop, std::nullopt, std::move(symptom_id));
    }
    [[nodiscard]] Result<void> useCoaching(std::optional<Coaching> coaching) override
    {
        return measurement_->useCoaching(std::move(coaching));
    }
    [[nodiscard]] Result<void> setRegions(std::vector<Region> regions) override
    {
        return measurement_->setRegions(std::move(regions));
    }
    void stopRecording() override { measurement_->stopRecording(); }
    [[nodiscard]] Result<session::FinalizeReport> waitUntilFinished() override
    {
        return measurement_->waitUntilFinished();
    }

  private:
    std::unique_ptr<live::Measurement> measurement_;
};

Result<std::vector<acquisition::MatProfile>> readProfiles()
{
    const Result<std::filesystem::path> folder = acquisition::catalogFolder();
    if (!folder) {
        return fail(folder.error());
    }
    return acquisition::loadMatProfiles(*folder);
}

/// What a simulated client does who does a technique.
std::optional<Coaching> simulatedCoaching(std::string_view port, const MatGeometry& mat)
{
    constexpr std::string_view kSimulated = "sim:";
    return port.starts_with(kSimulated) ? live::coachingOfScenario(port.substr(kSimulated.size()),
                                                                   live::allTechniques().techniques, mat)
                                        : std::nullopt;
}

std::string portTitle(const acquisition::SerialDevice& device)
{
    std::string title = device.path;
    if (!device.product.empty()) {
        title += " · " + device.product;
    }
    return title;
}

}  // namespace

Result<std::unique_ptr<LiveService>> connectMeasurement(const ConnectChoice& choice,
                                                        const AnalysisSettings& settings)
{
    const Result<std::vector<acquisition::MatProfile>> profiles = readProfiles();
    if (!profiles) {
        return fail(profiles.error());
    }
    const std::string id = choice.profile_id.empty() ? kSimulatedMat : choice.profile_id;
    Result<acquisition::MatProfile> profile = acquisition::findMatProfile(*profiles, id);
    if (!profile) {
        return fail(profile.error());
    }
    std::optional<Coaching> simulated = simulatedCoaching(choice.port, profile->geometry);
    Result<std::unique_ptr<acquisition::FrameSource>> source =
        acquisition::makeFrameSource({.port = choice.port,
                                      .profile = std::move(*profile),
                                      .seed = 1,
                                      .rate = std::nullopt,
                                      .coaching = std::move(simulated)});
    if (!source) {
        return fail(source.error());
    }
    Result<std::unique_ptr<live::Measurement>> measurement =
        live::Measurement::start(std::move(*source), settings);
    if (!measurement) {
        return fail(measurement.error());
    }
    return std::unique_ptr<LiveService>(std::make_unique<MeasurementService>(std::move(*measurement)));
}

TechniqueCatalogueForGui findTechniques()
{
    session::TechniqueCatalogue found = live::allTechniques();
    TechniqueCatalogueForGui catalogue{.techniques = std::move(found.techniques), .problems = {}};
    for (const Error& problem : found.problems) {
        catalogue.problems.push_back(problem.message);
    }
    return catalogue;
}

std::optional<Coaching> demoCoaching(const std::string& scenario)
{
    const auto mat = readProfiles().and_then(
        [](const auto& profiles) { return acquisition::findMatProfile(profiles, kSimulatedMat); });
    return mat ? live::coachingOfScenario(scenario, live::allTechniques().techniques, mat->geometry)
               : std::nullopt;
}

ConnectOptions findConnectOptions()
{
    ConnectOptions options;
    for (const acquisition::ScenarioInfo& scenario : acquisition::scenarios()) {
        options.scenarios.push_back({.id = std::string(scenario.id), .title = std::string(scenario.title)});
    }
    for (const Technique& technique : live::allTechniques().techniques) {
        options.scenarios.push_back({.id = technique.id, .title = technique.title + ", done well"});
    }
    if (const Result<std::vector<acquisition::MatProfile>> profiles = readProfiles()) {
        for (const acquisition::MatProfile& profile : *profiles) {
            options.profiles.push_back({.id = profile.id, .title = profile.title});
        }
    } else {
        options.problem = profiles.error().message;
    }
    if (const Result<std::vector<acquisition::SerialDevice>> devices = acquisition::listSerialDevices()) {
        for (const acquisition::SerialDevice& device : *devices) {
            options.ports.push_back({.id = device.path, .title = portTitle(device)});
        }
    } else {
        options.problem = devices.error().message;
    }
    return options;
}

}  // namespace palpate::gui
