#pragma once

#include <cstddef>
#include <vector>

#include "palpate/analysis/frame_link.hpp"
#include "palpate/analysis/patches.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// The longest time for which a track or a hold may be missing: 0.5 s, or one and a half frame periods of a
/// mat that is slower than 3 Hz.
[[nodiscard]] double longestAbsenceS(double period_s);

/// Links patches over time into tracks: nearest predicted centroid and most alike size first, gate 40 mm or 3
/// patch radii, absence up to longestAbsenceS() (docs/metrics.md, "Tracks").
///
/// A track is a slot: its number is used again after the track has ended. At most the 64 patches of largest
/// force are followed, and at most 128 tracks at once; when there are more, the absent one of least force
/// ends.
class TrackLinker {
  public:
    static constexpr std::size_t kMaxTracks = 128;
    static constexpr std::size_t kMaxPatches = 64;

    struct Link {
        std::size_t track = 0;
        std::size_t patch = 0;
    };

    /// From half the `hold` level on a load is strong.
    explicit TrackLinker(Pressure hold = Pressure{10.0});

    void step(const std::vector<Patch>& patches, const FrameLink& link);
    void endAll();

    /// Tracks that the last step() or endAll() ended; one of them may begin anew in links().
    [[nodiscard]] const std::vector<std::size_t>& ended() const { return ended_; }
    /// Patches of the last step() and their tracks.
    [[nodiscard]] const std::vector<Link>& links() const { return links_; }

  private:
    struct Track {
        bool is_alive = false;
        bool is_seen = false;
        /// Had a load from half the hold level on at any time.
        bool is_strong = false;
        /// Its last load was no body.
        bool is_tool = false;
        MatPoint place;
        double velocity_x_mm_s = 0.0;
        double velocity_y_mm_s = 0.0;
        double last_s = 0.0;
        double radius_mm = 0.0;
        double largest_mm = 0.0;
        double force_n = 0.0;
    };
    struct Candidate {
        /// A tool goes on as a tool before it goes on as the body around it.
        bool is_other_kind = false;
        /// Distance, and how unlike in size the patch is to the track's last one.
        double unlikeness_mm = 0.0;
        std::size_t track = 0;
        std::size_t patch = 0;
    };

    [[nodiscard]] bool isStrong(const Patch& patch) const { return patch.peak.kpa >= strong_kpa_; }
    [[nodiscard]] static double changeOf(const Track& track, double radius_mm);
    void end(std::size_t track);
    void endAbsent(const FrameLink& link);
    void choosePatches(const std::vector<Patch>& patches);
    void findCandidates(const std::vector<Patch>& patches, double time_s);
    void follow(std::size_t track, const Patch& patch, double time_s);
    void begin(std::size_t patch_index, const Patch& patch, double time_s);

    double strong_kpa_;
    std::vector<Track> tracks_;
    std::vector<std::size_t> chosen_;
    std::vector<Candidate> candidates_;
    std::vector<bool> is_linked_;
    std::vector<Link> links_;
    std::vector<std::size_t> ended_;
};

}  // namespace palpate::analysis
