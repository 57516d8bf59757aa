#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QStringList>

#include "palpate/core/results.hpp"

namespace palpate::gui {

/// Why the recording has its grade, in words: the reasons, the frames that were lost, every cell that takes
/// part in nothing. One sentence says so when there is nothing to say.
[[nodiscard]] QStringList qualityLines(const Quality& quality);

/// The reasons under the header of a page; opened and closed by the quality pill.
class QualityPanel final : public QFrame {
    Q_OBJECT

  public:
    explicit QualityPanel(QWidget* parent = nullptr);

    void setQuality(const Quality& quality);
    void toggle() { setVisible(isHidden()); }
    [[nodiscard]] QString text() const { return lines_->text(); }

  private:
    QLabel* title_;
    QLabel* lines_;
    QPushButton* close_;
};

}  // namespace palpate::gui
