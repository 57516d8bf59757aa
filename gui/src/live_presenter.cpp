#include "live_presenter.hpp"

#include <array>
#include <cctype>
#include <ctime>
#include <system_error>
#include <utility>

namespace palpate::gui {

LivePresenter::LivePresenter(LiveView& view, ConnectFunction connect, Settings settings)
    : view_(view), connect_(std::move(connect)), settings_(std::move(settings)), technique_(view)
{
    technique_.setSettings(settings_);
}

void LivePresenter::setSettings(const Settings& settings)
{
    settings_ = settings;
    technique_.setSettings(settings);
}

bool LivePresenter::isRecording() const
{
    if (service_ == nullptr) {
        return false;
    }
    const auto snapshot = service_->snapshot();
    return snapshot != nullptr && (snapshot->recording == live::RecordingState::Recording ||
                                   snapshot->recording == live::RecordingState::Finishing);
}

std::optional<std::filesystem::path> LivePresenter::recordingPath() const
{
    if (!awaiting_file_) {
        return std::nullopt;
    }
    return recording_path_;
}

bool LivePresenter::connectTo(const ConnectChoice& choice)
{
    view_.hideBanner();
    Result<std::unique_ptr<LiveService>> service = connect_(choice, analysisSettings(settings_));
    if (!service) {
        record_when_streaming_ = false;
        view_.showProblem("The mat could not be connected", service.error());
        return false;
    }
    service_ = std::move(*service);
    info_ = choice.info;
    mat_id_ = choice.profile_id;
    if (!info_.setup.has_value()) {
        info_.setup = rememberedSetUp(settings_, mat_id_);
    }
    shown_.reset();
    awaiting_file_ = false;
    source_problem_shown_ = false;
    record_when_screened_ = false;
    if (choice_.has_value()) {
        info_.technique = choice_->agreed.technique.id;
        info_.side = info_.side.has_value() ? info_.side : choice_->side;
    }
    view_.showMeasurement(service_->geometry(), service_->matTitle(), info_);
    technique_.connected(*service_, mat_id_);
    // A demonstration asks nobody, and may be recording already after the refresh.
    const bool asks = !record_when_streaming_;
    refresh();
    if (asks && technique_.mustAsk(info_.client_code)) {
        view_.askScreening();
    }
    return true;
}

void LivePresenter::disconnect()
{
    if (isRecording()) {
        view_.showProblem("Still recording", Error{.code = ErrorCode::Busy,
                                                   .message = "Stop the recording first, then disconnect."});
        return;
    }
    refresh();
    technique_.disconnected();
    service_.reset();
    shown_.reset();
    view_.hideBanner();
    view_.showConnectPanel();
}

void LivePresenter::tare()
{
    if (service_ == nullptr) {
        return;
    }
    const Result<void> done = service_->tare();
    if (!done) {
        view_.showProblem("Not tared", done.error());
        return;
    }
    view_.hideBanner();
}

void LivePresenter::toggleRecording()
{
    if (service_ == nullptr) {
        return;
    }
    const auto snapshot = service_->snapshot();
    if (snapshot != nullptr && snapshot->recording == live::RecordingState::Recording) {
        service_->stopRecording();
        awaiting_file_ = true;
        return;
    }
    if (!isRecording()) {
        startRecording();
    }
}

void LivePresenter::startRecording()
{
    if (!info_.setup.has_value()) {
        view_.askSetUp();
        return;
    }
    if (technique_.mustAsk(info_.client_code)) {
        record_when_screened_ = true;
        view_.askScreening();
        return;
    }
    beginRecording();
}

void LivePresenter::beginRecording()
{
    std::error_code failed;
    std::filesystem::create_directories(settings_.sessions_folder, failed);
    if (failed) {
        view_.showProblem(
            "The recording could not begin",
            Error{.code = ErrorCode::Io,
                  .message = "The folder " + settings_.sessions_folder.string() + " cannot be made (" +
                             failed.message() + "): choose another one in Settings."});
        return;
    }
    const std::filesystem::path path = freeSessionPath(settings_.sessions_folder, info_.client_code);
    const Result<void> started = service_->startRecording(path, info_);
    if (!started) {
        view_.showProblem("The recording could not begin", started.error());
        return;
    }
    recording_path_ = path;
    awaiting_file_ = true;
    view_.showPain(std::nullopt);
    view_.hideBanner();
}

void LivePresenter::chooseSetUp(SetUp setup)
{
    if (service_ == nullptr || isRecording()) {
        return;
    }
    info_.setup = setup;
    view_.showSetUp(mat_id_, info_);
    startRecording();
}

void LivePresenter::chooseTechnique(const std::optional<TechniqueChoice>& choice)
{
    if (isRecording()) {
        view_.showProblem("Still recording",
                          Error{.code = ErrorCode::Busy,
                                .message = "Stop the recording first, then choose another technique."});
        return;
    }
    choice_ = choice;
    info_.technique = choice.has_value() ? choice->agreed.technique.id : std::string();
    if (choice.has_value() && choice->side.has_value()) {
        info_.side = choice->side;
    }
    technique_.choose(choice);
    if (service_ == nullptr) {
        return;
    }
    view_.showSetUp(mat_id_, info_);
    if (!record_when_streaming_ && technique_.mustAsk(info_.client_code)) {
        view_.askScreening();
    }
}

void LivePresenter::answerScreening(const Screening& screening)
{
    technique_.answer(info_.client_code, screening);
    if (std::exchange(record_when_screened_, false)) {
        startRecording();
    }
}

void LivePresenter::reportStop(const std::string& symptom_id)
{
    if (service_ == nullptr) {
        return;
    }
    const Result<void> added = service_->addStop(symptom_id);
    if (!added) {
        view_.showProblem("The symptom was not stored", added.error());
    }
}

void LivePresenter::reportPain(int nrs, std::optional<MatPoint> place)
{
    if (service_ == nullptr) {
        return;
    }
    const Result<void> added = service_->addPain(nrs, place);
    if (!added) {
        view_.showProblem("The pain report was not stored", added.error());
        return;
    }
    view_.showPain(nrs);
}

void LivePresenter::setRegions(const std::vector<Region>& regions)
{
    if (service_ == nullptr) {
        return;
    }
    const Result<void> taken = service_->setRegions(regions);
    if (!taken) {
        view_.showProblem("The regions are not measured", taken.error());
    }
}

void LivePresenter::refresh()
{
    if (service_ == nullptr) {
        return;
    }
    std::shared_ptr<const live::Snapshot> snapshot = service_->snapshot();
    if (snapshot == nullptr || snapshot == shown_) {
        return;
    }
    shown_ = std::move(snapshot);
    view_.showSnapshot(*shown_, service_->history());
    if (shown_->source_error.has_value() && !source_problem_shown_) {
        source_problem_shown_ = true;
        view_.showProblem("The mat is gone", *shown_->source_error);
    }
    finishIfDone(*shown_);
    if (record_when_streaming_ && shown_->stream == live::StreamState::Streaming) {
        record_when_streaming_ = false;
        beginRecording();
    }
}

void LivePresenter::finishIfDone(const live::Snapshot& snapshot)
{
    const bool done = snapshot.recording == live::RecordingState::Finished ||
                      snapshot.recording == live::RecordingState::Failed;
    if (!awaiting_file_ || !done) {
        return;
    }
    awaiting_file_ = false;
    technique_.sessionEnded(info_.client_code);
    const Result<session::FinalizeReport> report = service_->waitUntilFinished();
    if (!report) {
        view_.showProblem("The recording stopped", snapshot.recording_error.value_or(report.error()));
        return;
    }
    view_.showSaved(*report, snapshot.lost_frames);
}

void LivePresenter::shutDown()
{
    if (service_ == nullptr) {
        return;
    }
    if (isRecording() || awaiting_file_) {
        service_->stopRecording();
        static_cast<void>(service_->waitUntilFinished());
    }
    technique_.disconnected();
    service_.reset();
}

std::filesystem::path freeSessionPath(const std::filesystem::path& folder, const std::string& client_code)
{
    std::string name;
    for (const char letter : client_code) {
        const auto byte = static_cast<unsigned char>(letter);
        if (std::isalnum(byte) != 0 || letter == '-' || letter == '_') {
            name += letter;
        }
    }
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 32> stamp{};
    const std::size_t length = std::strftime(stamp.data(), stamp.size(), "%Y-%m-%d-%H%M", &local);
    name = (name.empty() ? std::string("session") : name) + "-" + std::string(stamp.data(), length);
    const auto taken = [](const std::filesystem::path& path) {
        std::error_code ignored;
        return std::filesystem::exists(path, ignored) ||
               std::filesystem::exists(path.string() + ".journal", ignored);
    };
    std::filesystem::path path = folder / (name + ".h5");
    for (int number = 2; taken(path); ++number) {
        path = folder / (name + "-" + std::to_string(number) + ".h5");
    }
    return path;
}

}  // namespace palpate::gui
