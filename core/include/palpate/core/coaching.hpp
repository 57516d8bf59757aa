#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/technique.hpp"
#include "palpate/core/units.hpp"

namespace palpate {

/// Where a technique's outline lies on the mat: (0, 0) of its frame at `centre`, turned (from x towards y)
/// and scaled.
struct Placement {
    MatPoint centre;
    double turn_deg = 0.0;
    double scale = 1.0;
    bool operator==(const Placement&) const = default;
};

inline constexpr double kLeastScale = 0.3;
inline constexpr double kMostScale = 3.0;

[[nodiscard]] MatPoint toMat(const Placement& placement, const MatPoint& on_body);
[[nodiscard]] MatPoint toBody(const Placement& placement, const MatPoint& on_mat);

/// In the middle of the mat, head to foot along its longer side (along its columns where it is square), as
/// large as life, or as small as a small mat needs (not under kLeastScale).
[[nodiscard]] Placement defaultPlacement(const Technique& technique, const MatGeometry& mat);

/// A guide for breathing: so long in, so long out.
struct BreathPace {
    double in_s = 4.0;
    double out_s = 6.0;
    bool operator==(const BreathPace&) const = default;
};

/// The client's answers before the first session; ids of screeningQuestions() that were answered with yes.
struct Screening {
    std::vector<std::string> yes;
    bool operator==(const Screening&) const = default;
};

/// One question of the screening.
struct ScreeningQuestion {
    std::string_view id;
    std::string_view question;
    /// Yes = do not begin. Otherwise: to be talked over first.
    bool is_contraindication = false;
};
/// Contraindications first (docs/techniques.md, "Screening", with the sources).
[[nodiscard]] const std::vector<ScreeningQuestion>& screeningQuestions();

/// Symptoms at which a session is stopped; ids are what an event of kind Stop carries as its text.
struct StopSymptom {
    std::string_view id;
    std::string_view words;
};
[[nodiscard]] const std::vector<StopSymptom>& stopSymptoms();

/// Everything that the coach of one session goes by; stored with the session as it was.
struct Coaching {
    Technique technique;
    Placement placement;
    Tool tool = Tool::FoamRoller;
    std::optional<Timing> timing;
    /// Agreed with the client.
    int pain_limit = 5;
    std::optional<Force> body_weight;
    /// The client's own pressure-pain threshold.
    std::optional<Pressure> own_threshold;
    BreathPace pace;
    /// None: the client was not asked in this session.
    std::optional<Screening> screening;
    bool operator==(const Coaching&) const = default;
};

/// A technique with its own pain limit and first tool, placed on the middle of the mat.
[[nodiscard]] Coaching coachingOf(const Technique& technique, const MatGeometry& mat);

/// As checkTechnique(); also refuses a tool that the technique does not allow, a pain limit outside 0-10, a
/// placement or weight that is not one, an unknown answer. A contraindication answered with yes is refused.
[[nodiscard]] Result<void> checkCoaching(const Coaching& coaching);

}  // namespace palpate
