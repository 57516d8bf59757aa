#pragma once

#include <QBoxLayout>
#include <QPushButton>
#include <QScrollArea>

#include "palpate/live/session_comparison.hpp"

#include "headline_card.hpp"
#include "linked_maps.hpp"
#include "spot_changes.hpp"
#include "verdict_table.hpp"

namespace palpate::gui {

/// A comparison as it is shown: the verdict on top, the maps beside the table of measures. With large text
/// the table goes below the maps, and all of it scrolls.
class ComparisonBody final : public QScrollArea {
    Q_OBJECT

  public:
    ComparisonBody(const Theme& theme, const Settings& settings, QWidget* parent = nullptr);

    void setComparison(const live::SessionComparison& compared, const live::ComparisonRequest& request);
    void setTheme(const Theme& theme);
    [[nodiscard]] LinkedMaps& maps() { return *maps_; }
    [[nodiscard]] HeadlineCard& headline() { return *headline_; }
    [[nodiscard]] VerdictTable& verdicts() { return *verdicts_; }

  Q_SIGNALS:
    /// Recordings of a weight are to be chosen, or left out again.
    void referenceRequested();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void setNarrow(bool is_narrow);

    HeadlineCard* headline_;
    LinkedMaps* maps_;
    VerdictTable* verdicts_;
    SpotChanges* spots_;
    QLabel* notes_;
    QPushButton* reference_;
    QBoxLayout* row_;
    QWidget* side_;
    QScrollArea* side_scroll_;
    bool is_narrow_ = false;
};

}  // namespace palpate::gui
