#pragma once

namespace palpate::analysis {

/// A valid frame's time and how it hangs on the valid frame before it.
struct FrameLink {
    double time_s = 0.0;
    /// Since the valid frame before; 0 for the first.
    double interval_s = 0.0;
    /// There is a frame before and no frames are missing in between (junk frames are not missing).
    bool is_bridged = false;
    /// More than 0.5 s are missing in between.
    bool is_break = false;
    /// Median frame period at that moment; 0 where only one frame exists.
    double period_s = 0.0;
};

}  // namespace palpate::analysis
