#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "palpate/core/results.hpp"
#include "palpate/live/measurement.hpp"

#include "metric_chart.hpp"

namespace palpate::gui {

/// Force, contact area and peak, each with its course: the same three in live and in review, under the names
/// that the set-up allows.
class MetricCards final : public QWidget {
    Q_OBJECT

  public:
    explicit MetricCards(const Theme& theme, QWidget* parent = nullptr);

    /// A number that is not true in the set-up has no card.
    void setSetUp(std::optional<SetUp> setup);
    void setMetrics(const FrameMetrics& now);
    void clear();
    void setCourse(const std::vector<live::HistoryPoint>& history, double from_s, double to_s);
    /// Valid frames only.
    void setCourse(const std::vector<FrameMetrics>& frames, double to_s);
    void setCursorTime(double time_s);
    void setTheme(const Theme& theme);

  Q_SIGNALS:
    void timeClicked(double time_s);

  private:
    MetricChart* force_;
    MetricChart* area_;
    MetricChart* peak_;
};

}  // namespace palpate::gui
