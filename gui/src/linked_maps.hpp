#pragma once

#include <array>
#include <optional>

#include <QDoubleSpinBox>
#include <QFrame>
#include <QPushButton>
#include <QStackedWidget>

#include "compare_map.hpp"
#include "compared_maps.hpp"
#include "elided_label.hpp"
#include "flat_color_bar.hpp"
#include "linked_cursor.hpp"
#include "range_box.hpp"
#include "segmented.hpp"
#include "settings.hpp"
#include "swipe_map.hpp"
#include "three_maps.hpp"

namespace palpate::gui {

enum class MapsLayout { SideBySide, Swipe, Blink };

/// The card with the maps of two sessions: before, after and their difference side by side, or before and
/// after in one large map; which map, its fixed colours, and the values where the cursor is. Knows nothing of
/// files.
class LinkedMaps final : public QFrame {
    Q_OBJECT

  public:
    LinkedMaps(const Theme& theme, const Settings& settings, QWidget* parent = nullptr);

    /// The ranges of pressure are those of the set-up.
    void setMaps(std::optional<ComparedMaps> maps, std::optional<SetUp> setup);
    void setMapsLayout(MapsLayout layout);
    /// What stands over the maps while nothing is pointed at.
    void setCaption(const QString& caption);
    /// The page scrolls: height is no concern.
    void setScrolled(bool on) { side_by_side_->setScrolled(on); }
    void setMirror(bool is_offered, bool is_on);
    void setSettings(const Settings& settings);
    void setTheme(const Theme& theme);

    [[nodiscard]] LinkedCursor& cursor() { return *cursor_; }
    [[nodiscard]] CompareMap& map(ComparedMap which) { return *three_.at(static_cast<std::size_t>(which)); }
    [[nodiscard]] SwipeMap& swipe() { return *swipe_; }
    [[nodiscard]] ThreeMaps& three() { return *side_by_side_; }
    [[nodiscard]] const QString& caption() const { return caption_->text(); }
    [[nodiscard]] double range() const { return rangeOf(maps_ ? maps_->map : 0); }
    [[nodiscard]] double differenceRange() const;

  Q_SIGNALS:
    /// Index of comparedMapNames().
    void mapChosen(int map);
    void mirrorChanged(bool on);
    /// Landmarks are to be set.
    void landmarksRequested();
    void settingsChanged(const palpate::gui::Settings& settings);

  private:
    [[nodiscard]] ShownPart shownPart() const;
    void connectControls();
    [[nodiscard]] double rangeOf(int map) const;
    void setRangeOf(int map, double range);
    void fitRanges();
    void applyScales();
    void showCaption();

    Settings settings_;
    std::optional<ComparedMaps> maps_;
    std::optional<SetUp> setup_;
    QString caption_text_;
    /// By map; none = half of the range of the values.
    std::array<std::optional<double>, 5> difference_ranges_;

    LinkedCursor* cursor_;
    Segmented* choice_;
    QPushButton* mirror_;
    QPushButton* landmarks_;
    ElidedLabel* caption_;
    QStackedWidget* stack_;
    std::array<CompareMap*, 3> three_;
    SwipeMap* swipe_;
    FlatColorBar* value_bar_;
    FlatColorBar* swipe_bar_;
    FlatColorBar* difference_bar_;
    ThreeMaps* side_by_side_;
    RangeBox* range_;
    QDoubleSpinBox* difference_range_;
    QPushButton* whole_mat_;
    QPushButton* pause_;
};

}  // namespace palpate::gui
