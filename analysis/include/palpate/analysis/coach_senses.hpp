#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/analysis/adherence.hpp"
#include "palpate/analysis/contact_watch.hpp"
#include "palpate/analysis/lasting.hpp"
#include "palpate/analysis/load_dose.hpp"
#include "palpate/analysis/placed_zones.hpp"
#include "palpate/analysis/set_log.hpp"
#include "palpate/analysis/site_log.hpp"
#include "palpate/analysis/stroke_follower.hpp"
#include "palpate/analysis/tool_contact.hpp"
#include "palpate/core/coaching.hpp"

namespace palpate::analysis {

/// What the coach sees of the work: contact, rests, strokes, zones, load, sites and sets.
class CoachSenses {
  public:
    explicit CoachSenses(const Coaching& coaching);

    /// Valid frames in order. None: nothing is loaded to the hold level.
    void step(double time_s, const std::optional<ToolContact>& contact);
    void finish();

    [[nodiscard]] double timeS() const { return time_s_; }
    [[nodiscard]] const std::optional<ToolContact>& contact() const { return contact_; }
    [[nodiscard]] const ContactWatch& watch() const { return watch_; }
    [[nodiscard]] const SiteLog& sites() const { return sites_; }
    [[nodiscard]] const SetLog& sets() const { return sets_; }
    [[nodiscard]] const LoadDose& load() const { return load_; }
    [[nodiscard]] const PlacedZones& zones() const { return zones_; }

    /// How long the tool has rested where it is; none while it moves or is not loaded.
    [[nodiscard]] std::optional<double> restingS() const;
    [[nodiscard]] std::optional<double> speedMmS() const { return strokes_.speedMmS(); }
    /// Of the stroke under way.
    [[nodiscard]] std::optional<double> strokeUnderWayS() const { return strokes_.underWayS(); }
    /// A stroke has ended with this frame, and is long enough to be judged: its value in the rule's unit.
    [[nodiscard]] const std::optional<double>& newStroke() const { return new_stroke_; }
    /// The last of these, at most CoachNow::kRecentStrokes, oldest first.
    [[nodiscard]] const std::vector<double>& recentStrokes() const { return recent_strokes_; }
    /// Smoothed, in the rule's unit; none while not settled.
    [[nodiscard]] const std::optional<double>& loadValue() const { return load_value_; }
    [[nodiscard]] bool isOverLoad() const { return over_load_.isOn(); }
    [[nodiscard]] bool isUnderLoad() const { return under_load_.isOn(); }
    /// The tool has been on a no-go zone for 0.3 s.
    [[nodiscard]] bool isOffLimits() const { return off_limits_.isOn(); }
    /// Of the no-go zone it was on last.
    [[nodiscard]] const std::string& offLimitsCue() const { return off_limits_cue_; }
    [[nodiscard]] bool isSteep() const { return steep_.isOn(); }
    [[nodiscard]] const std::vector<MatPoint>& maybeBone() const { return maybe_bone_; }

    /// So far; valid as long as this.
    [[nodiscard]] WorkDone workDone() const;

  private:
    [[nodiscard]] ContactWatch::Work workUnderWay() const;
    void followStrokes();
    void noticeStroke();
    [[nodiscard]] bool isLongEnough(const Stroke& stroke) const;
    [[nodiscard]] double valueOf(const Stroke& stroke) const;
    void followZones(double elapsed_s);
    void followLoad(double elapsed_s);
    void followPeak();

    Coaching coaching_;
    PlacedZones zones_;
    LoadDose load_;
    ContactWatch watch_;
    StrokeFollower strokes_;
    SiteLog sites_;
    SetLog sets_;

    double time_s_ = 0.0;
    std::optional<ToolContact> contact_;
    std::size_t known_strokes_ = 0;
    double longest_stroke_mm_ = 0.0;
    std::optional<double> new_stroke_;
    std::vector<double> recent_strokes_;
    std::optional<double> load_value_;
    Lasting over_load_;
    Lasting under_load_;
    Lasting off_limits_;
    Lasting steep_;
    double off_limits_s_ = 0.0;
    std::string off_limits_cue_;
    std::string off_limits_name_;
    std::vector<MatPoint> maybe_bone_;
};

}  // namespace palpate::analysis
