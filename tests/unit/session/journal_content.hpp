#pragma once

#include <filesystem>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "palpate/core/error.hpp"

#include "journal_reader.hpp"
#include "session_samples.hpp"

namespace palpate::session {

/// All that a journal gives, by kind.
struct Content {
    std::vector<RawFrame> frames;
    std::vector<Gap> gaps;
    std::vector<Event> events;
    std::vector<RegionList> regions;
    std::optional<EndRecord> end;
    JournalDamage damage;
};

inline Result<Content> readAll(const std::filesystem::path& path)
{
    auto journal = JournalReader::open(path);
    if (!journal) {
        return fail(journal.error());
    }
    Content content;
    while (true) {
        auto record = journal->next();
        if (!record) {
            return fail(record.error());
        }
        if (!*record) {
            break;
        }
        JournalContent& one = (*record)->content;
        if (auto* frame = std::get_if<RawFrame>(&one)) {
            content.frames.push_back(std::move(*frame));
        } else if (auto* gap = std::get_if<Gap>(&one)) {
            content.gaps.push_back(*gap);
        } else if (auto* event = std::get_if<Event>(&one)) {
            content.events.push_back(std::move(*event));
        } else if (auto* regions = std::get_if<RegionList>(&one)) {
            content.regions.push_back(std::move(*regions));
        } else if (auto* end = std::get_if<EndRecord>(&one)) {
            content.end = *end;
        }
    }
    content.damage = journal->damage();
    return content;
}

inline bool sameFrame(const RawFrame& a, const RawFrame& b)
{
    return a.stamp.sequence == b.stamp.sequence && a.stamp.time == b.stamp.time &&
           a.stamp.device_time_us == b.stamp.device_time_us && a.stamp.quality == b.stamp.quality &&
           a.counts.rows() == b.counts.rows() && a.counts.cols() == b.counts.cols() &&
           (a.counts == b.counts).all();
}

/// A frame of the sample recording, told by its sequence; anything else is made up.
inline bool isSampleFrame(const RawFrame& frame, const SessionHeader& header)
{
    return frame.stamp.sequence >= 1000 &&
           sameFrame(frame, samples::rawFrame(header, frame.stamp.sequence - 1000));
}

}  // namespace palpate::session
