#include "session_measures.hpp"

namespace palpate::analysis {

SessionMeasures::SessionMeasures(const MeasuredMat& mat, const AnalysisSettings& settings)
    : maps_{mat.takes_part, settings.hold},
      sustained_{mat.takes_part, settings.hold},
      patches_{mat},
      holds_{settings}
{}

void SessionMeasures::add(const PressureArray& kpa, const FrameLink& link)
{
    maps_.add(kpa, link);
    sustained_.add(kpa, link);
    const std::vector<Patch>& patches = patches_.find(kpa);
    tracks_.step(patches, link);
    endTracks();
    const double longest_absence_s = longestAbsenceS(link.period_s);
    for (const TrackLinker::Link& found : tracks_.links()) {
        holds_.add(found.track, link.time_s, patches[found.patch], longest_absence_s);
        strokes_.add(found.track, link.time_s, patches[found.patch]);
    }
}

void SessionMeasures::finish()
{
    tracks_.endAll();
    endTracks();
}

void SessionMeasures::endTracks()
{
    for (const std::size_t track : tracks_.ended()) {
        holds_.endTrack(track);
        strokes_.endTrack(track);
    }
}

void SessionMeasures::writeTo(SessionMaps& maps) const
{
    maps_.writeTo(maps);
    sustained_.writeTo(maps);
}

}  // namespace palpate::analysis
