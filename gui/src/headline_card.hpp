#pragma once

#include <vector>

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "palpate/core/comparison.hpp"

#include "fitting_headline.hpp"

namespace palpate::gui {

/// What can be said of two sessions: the sentence, what it rests on, and each reason for care with its
/// remedy. Green only for a clear change of sessions that can be compared, amber where they cannot.
class HeadlineCard final : public QFrame {
    Q_OBJECT

  public:
    explicit HeadlineCard(QWidget* parent = nullptr);

    void setComparison(const Comparison& comparison);
    [[nodiscard]] FittingHeadline& headline() { return *headline_; }

  Q_SIGNALS:
    /// The two loads do not lie on each other: landmarks are to be set.
    void landmarksRequested();
    /// They do not although there are landmarks: by the maps alone.
    void automaticRequested();

  private:
    [[nodiscard]] QWidget* makeRemedies();

    QVBoxLayout* column_;
    FittingHeadline* headline_;
    QLabel* explanation_;
    std::vector<QLabel*> reasons_;
    QPushButton* landmarks_;
    QPushButton* automatic_;
    QWidget* remedies_;
};

enum class HeadlineTone { Plain, Good, Look };
[[nodiscard]] HeadlineTone headlineTone(const Comparison& comparison);
/// "▲ The sessions are on two mats. Record both on one mat.": those that prevent a comparison first.
[[nodiscard]] QStringList reasonLines(const std::vector<ComparabilityReason>& reasons);

}  // namespace palpate::gui
