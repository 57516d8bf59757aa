#include "session_header_reader.hpp"

#include <utility>

#include "palpate/session/session_reader.hpp"

namespace palpate::gui {

namespace {

constexpr std::size_t kMostFiles = 500;
constexpr std::size_t kBatch = 25;

}  // namespace

SessionChoice readSessionChoice(const std::filesystem::path& path)
{
    SessionChoice choice{.path = path, .info = std::nullopt, .technique_title = {}, .problem = {}};
    const Result<session::SessionReader> reader = session::SessionReader::open(path);
    if (!reader) {
        choice.problem = QString::fromStdString(reader.error().message);
        return choice;
    }
    const SessionHeader& header = reader->header();
    choice.info = header.info;
    if (header.coaching) {
        choice.technique_title = QString::fromStdString(header.coaching->technique.title);
    }
    return choice;
}

SessionHeaderReader::SessionHeaderReader(Listed listed)
    : listed_(std::move(listed)), thread_([this](const std::stop_token& stop) { work(stop); })
{}

SessionHeaderReader::~SessionHeaderReader()
{
    thread_.request_stop();
    thread_.join();
}

void SessionHeaderReader::read(const std::filesystem::path& folder,
                               const std::optional<std::filesystem::path>& running)
{
    {
        const std::lock_guard lock(mutex_);
        waiting_ = Job{.id = ++latest_id_, .folder = folder, .running = running};
    }
    wake_.notify_one();
}

void SessionHeaderReader::work(const std::stop_token& stop)
{
    while (true) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return waiting_.has_value(); })) {
                return;
            }
            job = std::move(*waiting_);
            waiting_.reset();
        }
        list(job, stop);
    }
}

void SessionHeaderReader::list(const Job& job, const std::stop_token& stop)
{
    Listing listing;
    std::size_t unsent = 0;
    for (const SessionFile& file : listSessionFiles(job.folder, kMostFiles)) {
        if (stop.stop_requested() || !isLatest(job.id)) {
            return;
        }
        const bool is_running =
            job.running.has_value() && file.path.string().starts_with(job.running->string());
        if (file.needs_recovery || is_running) {
            continue;
        }
        listing.choices.push_back(choiceOf(file));
        if (++unsent == kBatch) {
            unsent = 0;
            post(job.id, listing);
        }
    }
    listing.is_complete = true;
    post(job.id, std::move(listing));
}

const SessionChoice& SessionHeaderReader::choiceOf(const SessionFile& file)
{
    const auto known = known_.find(file.path);
    if (known != known_.end() && known->second.changed == file.changed) {
        return known->second.choice;
    }
    return known_
        .insert_or_assign(file.path, Known{.changed = file.changed, .choice = readSessionChoice(file.path)})
        .first->second.choice;
}

bool SessionHeaderReader::isLatest(std::uint64_t id)
{
    const std::lock_guard lock(mutex_);
    return latest_id_ == id;
}

void SessionHeaderReader::post(std::uint64_t id, Listing listing)
{
    QMetaObject::invokeMethod(
        this,
        [this, id, listing = std::move(listing)] {
            if (isLatest(id)) {
                listed_(listing);
            }
        },
        Qt::QueuedConnection);
}

}  // namespace palpate::gui
