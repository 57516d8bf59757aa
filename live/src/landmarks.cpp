#include "palpate/live/landmarks.hpp"

#include <algorithm>
#include <utility>

#include "palpate/session/session_reader.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace palpate::live {

namespace {

bool isLandmark(const Event& event)
{
    return event.kind == EventKind::Marker && event.place && !event.text.empty();
}

/// The whole session has the place, not a moment of it.
Event markerAt(MatPoint place, const std::string& text)
{
    return {
        .time = SessionTime{0}, .kind = EventKind::Marker, .nrs = std::nullopt, .place = place, .text = text};
}

/// One session's half of the landmarks.
struct Half {
    std::filesystem::path path;
    std::vector<Event> stored;
    std::vector<Event> added;
};

Result<Half> open(const std::filesystem::path& path)
{
    const auto reader = session::SessionReader::open(path);
    if (!reader) {
        return fail(reader.error());
    }
    return Half{.path = path, .stored = reader->events(), .added = {}};
}

bool has(const std::vector<Landmark>& landmarks, const Landmark& landmark)
{
    return std::find(landmarks.begin(), landmarks.end(), landmark) != landmarks.end();
}

Result<void> remove(const Half& half, MatPoint place, const std::string& text)
{
    const auto found = std::find_if(half.stored.begin(), half.stored.end(), [&](const Event& event) {
        return isLandmark(event) && event.text == text && event.place == place;
    });
    return found == half.stored.end() ? Result<void>{} : session::removeEvent(half.path, *found);
}

Result<void> add(const Half& half)
{
    return half.added.empty() ? Result<void>{} : session::annotateSession(half.path, half.added);
}

/// All or none.
Result<void> add(const Half& before, const Half& after)
{
    if (auto added = add(before); !added) {
        return added;
    }
    auto added = add(after);
    if (!added) {
        for (const Event& event : before.added) {
            // What stays behind there has no partner, and so leads nobody astray.
            static_cast<void>(session::removeEvent(before.path, event));
        }
    }
    return added;
}

}  // namespace

std::vector<Landmark> landmarksOf(const std::vector<Event>& before, const std::vector<Event>& after)
{
    std::vector<Landmark> landmarks;
    for (const Event& first : before) {
        if (!isLandmark(first)) {
            continue;
        }
        const auto second = std::find_if(after.begin(), after.end(), [&first](const Event& event) {
            return isLandmark(event) && event.text == first.text;
        });
        if (second != after.end()) {
            landmarks.push_back({.text = first.text, .before = *first.place, .after = *second->place});
        }
    }
    return landmarks;
}

std::vector<analysis::LandmarkPair> placePairs(const std::vector<Landmark>& landmarks)
{
    std::vector<analysis::LandmarkPair> pairs;
    pairs.reserve(landmarks.size());
    for (const Landmark& landmark : landmarks) {
        pairs.push_back({.before = landmark.before, .after = landmark.after});
    }
    return pairs;
}

void nameLandmarks(std::vector<Landmark>& landmarks, std::chrono::system_clock::time_point now)
{
    const std::string moment =
        fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
    for (std::size_t i = 0; i < landmarks.size(); ++i) {
        if (landmarks[i].text.empty()) {
            landmarks[i].text = fmt::format("landmark {}, set {} UTC", i + 1, moment);
        }
    }
}

Result<void> keepLandmarks(const std::filesystem::path& before, const std::filesystem::path& after,
                           const std::vector<Landmark>& landmarks)
{
    auto first = open(before);
    if (!first) {
        return fail(std::move(first.error()));
    }
    auto second = open(after);
    if (!second) {
        return fail(std::move(second.error()));
    }
    const std::vector<Landmark> stored = landmarksOf(first->stored, second->stored);
    for (const Landmark& landmark : landmarks) {
        if (!has(stored, landmark)) {
            first->added.push_back(markerAt(landmark.before, landmark.text));
            second->added.push_back(markerAt(landmark.after, landmark.text));
        }
    }
    if (auto added = add(*first, *second); !added) {
        return added;
    }
    for (const Landmark& landmark : stored) {
        if (has(landmarks, landmark)) {
            continue;
        }
        // Taken out of one of them it is no landmark any more; the first one first.
        if (auto removed = remove(*first, landmark.before, landmark.text); !removed) {
            return removed;
        }
        if (auto removed = remove(*second, landmark.after, landmark.text); !removed) {
            return removed;
        }
    }
    return {};
}

}  // namespace palpate::live
