#pragma once

#include <optional>

#include <QWidget>

#include "palpate/core/cell_array.hpp"

#include "color_scale.hpp"
#include "heat_image.hpp"
#include "outline_drawing.hpp"
#include "theme.hpp"
#include "zone_names.hpp"

namespace palpate::gui {

/// The mat for the client: pressure, outline and zones, nothing to read off. Mirrored for a client who looks
/// at it face on.
class ClientMap final : public QWidget {
    Q_OBJECT

  public:
    explicit ClientMap(const Theme& theme, QWidget* parent = nullptr);

    void setMat(const MatGeometry& geometry);
    void setScale(const ColorScale& scale);
    void setMirrored(bool on);
    void setPicture(const CellArray<float>& values, const std::optional<OutlineDrawing>& outline);
    [[nodiscard]] const CellArray<float>& values() const { return values_; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 200}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Theme theme_;
    std::optional<MatGeometry> geometry_;
    ColorScale scale_;
    bool is_mirrored_ = false;
    /// As they are painted.
    CellArray<float> values_;
    std::optional<OutlineDrawing> outline_;
    ZoneNames zone_names_;
    HeatImage image_;
};

}  // namespace palpate::gui
