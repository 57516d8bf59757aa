#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "palpate/core/coaching.hpp"

namespace palpate::gui {

/// What the outline is held by while it is placed.
struct PlacingHandles {
    MatPoint turn;
    MatPoint scale;
};

/// A technique's outline and zones where they lie on the mat.
struct OutlineDrawing {
    struct ZoneShape {
        QString name;
        ZoneKind kind = ZoneKind::Target;
        std::vector<MatPoint> corners;
        /// The tool is on this no-go zone now.
        bool is_pressed = false;
    };
    std::vector<MatPoint> outline;
    std::vector<ZoneShape> zones;
    std::optional<PlacingHandles> handles;
};

/// `cue`: what the coach says now; the no-go zones that it speaks of are pressed.
[[nodiscard]] OutlineDrawing outlineDrawing(const Technique& technique, const Placement& placement,
                                            const std::string& cue = {});
/// Left and right exchanged on a mat of this width.
[[nodiscard]] OutlineDrawing mirrored(OutlineDrawing drawing, double width_mm);

}  // namespace palpate::gui
