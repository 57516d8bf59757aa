#include "technique_map.hpp"

namespace palpate::gui {

TechniqueMap::TechniqueMap(MapPanel& map, QObject* parent)
    : QObject(parent), map_(map), input_(map.heatmap(), placer_, this)
{
    connect(&placer_, &OutlinePlacer::changed, this, &TechniqueMap::show);
    connect(&placer_, &OutlinePlacer::finished, this, &TechniqueMap::placed);
}

void TechniqueMap::setCoaching(const std::optional<Coaching>& coaching)
{
    placer_.cancel();
    coaching_ = coaching;
    show();
}

void TechniqueMap::setCueWords(const std::string& words)
{
    if (words != cue_words_) {
        cue_words_ = words;
        show();
    }
}

void TechniqueMap::beginPlacing()
{
    const std::optional<MatGeometry>& mat = map_.heatmap().geometry();
    if (coaching_.has_value() && mat.has_value()) {
        placer_.begin(coaching_->technique, coaching_->placement, *mat);
        map_.heatmap().setFocus(Qt::OtherFocusReason);
    }
}

void TechniqueMap::show()
{
    drawing_.reset();
    if (coaching_.has_value()) {
        const Placement& placement = placer_.isPlacing() ? placer_.placement() : coaching_->placement;
        drawing_ = outlineDrawing(coaching_->technique, placement, cue_words_);
        if (placer_.isPlacing()) {
            drawing_->handles = placer_.handles();
        }
    }
    map_.heatmap().setOutline(drawing_);
}

}  // namespace palpate::gui
