#pragma once

#include <vector>

#include "palpate/core/coaching.hpp"
#include "palpate/core/mat_geometry.hpp"

#include "simulator/random_stream.hpp"
#include "simulator/stroke_timing.hpp"
#include "simulator/technique_script.hpp"
#include "simulator/technique_variant.hpp"
#include "simulator/work_line.hpp"

namespace palpate::acquisition::simulator {

/// What is the same in every set of a session.
struct SessionAim {
    const Coaching& coaching;
    const MatGeometry& mat;
    Variant variant = Variant::Well;
    StrokeTiming timing;
    StrokeTiming timing_at_holds;
    int sets = 1;
    int holds_per_set = 0;
    /// Strokes before the first hold and after the last one.
    int strokes_around_hold = 2;

    [[nodiscard]] const TechniqueRules& rules() const { return coaching.technique.rules; }
};

/// The part of the line that is worked, in shares of its length.
struct WorkedPart {
    double low = 0.0;
    double high = 1.0;
};

/// Writes one set, step by step; it knows where the tool is. `aim` and `random` must outlive it.
class SetWriter {
  public:
    SetWriter(const SessionAim& aim, const WorkLine& line, WorkedPart part, RandomStream& random);

    /// From one end of the worked part to the other.
    void fullStroke();
    void fullStrokes(int count);
    void fullStrokesUntil(double contact_s);
    /// To a place between the ends, a hold there, and back: the hold is a turning point.
    void holdAt(double share, double seconds, int losses);
    void strokeWithLoss();
    /// Onto a no-go zone, a moment there, and back.
    void strayTo(const ForbiddenPlace& forbidden);

    [[nodiscard]] std::vector<ScriptStep>& steps() { return set_.steps; }
    /// The set, which is taken out of the writer.
    [[nodiscard]] ScriptSet finish();

  private:
    ScriptStep& step(StepKind kind, double seconds);
    void strokeTo(MatPoint to, bool beside_rest, const StrokeTiming& timing);
    MatPoint turn();
    [[nodiscard]] MatPoint holdPlace(double share) const;

    const SessionAim& aim_;
    WorkLine line_;
    WorkedPart part_;
    RandomStream& random_;
    ScriptSet set_;
    MatPoint at_;
    bool is_high_ = false;
};

}  // namespace palpate::acquisition::simulator
