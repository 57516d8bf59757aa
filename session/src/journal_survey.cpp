#include "journal_survey.hpp"

#include <variant>

#include "journal_reader.hpp"
#include "session_layout.hpp"

namespace palpate::session {

namespace {

bool usesFillCount(const RawFrame& frame, const MatGeometry& geometry)
{
    const auto* present = geometry.presentMask().data();
    for (Eigen::Index i = 0; i < frame.counts.size(); ++i) {
        if (frame.counts.data()[i] == kAbsentCount && present[i] != 0) {
            return true;
        }
    }
    return false;
}

/// Adds what one record says to the survey.
struct SurveyVisitor {
    JournalSurvey& survey;
    const MatGeometry& geometry;
    bool damage_before;

    void operator()(const RawFrame& frame) const
    {
        survey.uses_fill_count = survey.uses_fill_count || usesFillCount(frame, geometry);
        addStamp(frame.stamp);
    }
    void operator()(const PressureFrame& frame) const { addStamp(frame.stamp); }
    void operator()(const Gap& gap) const { survey.ending.gaps.push_back(gap); }
    void operator()(const Event& event) const { survey.ending.events.push_back(event); }
    void operator()(const RegionList& regions) const { survey.ending.regions = regions; }
    void operator()(const EndRecord& end) const
    {
        survey.ending.stats = end.stats;
        survey.ending.ended_on_purpose = true;
    }

    void addStamp(const FrameStamp& stamp) const
    {
        if (damage_before && survey.frames > 0) {
            survey.ending.gaps.push_back(
                {.from = survey.last_time, .to = stamp.time, .reason = GapReason::Damaged});
        }
        ++survey.frames;
        survey.last_time = stamp.time;
        if (!survey.first_time) {
            survey.first_time = stamp.time;
        }
    }
};

}  // namespace

Result<JournalSurvey> surveyJournal(const std::filesystem::path& journal_path, const Progress& progress)
{
    auto journal = JournalReader::open(journal_path);
    if (!journal) {
        return fail(journal.error());
    }
    JournalSurvey survey;
    while (true) {
        const auto record = journal->next();
        if (!record) {
            return fail(record.error());
        }
        if (!*record) {
            break;
        }
        std::visit(SurveyVisitor{.survey = survey,
                                 .geometry = journal->header().geometry,
                                 .damage_before = (*record)->damage_before},
                   (*record)->content);
        if (progress) {
            progress(static_cast<double>(journal->position()) / static_cast<double>(journal->fileBytes()));
        }
    }
    survey.ending.damaged_records = journal->damage().records;
    survey.ending.damaged_bytes = journal->damage().bytes;
    if (!survey.ending.ended_on_purpose) {
        survey.ending.stats.frames_ok = survey.frames;
    }
    return survey;
}

}  // namespace palpate::session
