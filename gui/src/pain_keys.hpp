#pragma once

#include <array>

#include <QFrame>
#include <QPushButton>

namespace palpate::gui {

/// 0 to 10 as the client says it: a button each, and the keys 0 to 9 (10 with Shift+0) while this page shows.
class PainKeys final : public QFrame {
    Q_OBJECT

  public:
    explicit PainKeys(QWidget* parent = nullptr);

    /// Marks the last rating that was taken.
    void setLast(int nrs);
    void clearLast();

  Q_SIGNALS:
    void painReported(int nrs);

  private:
    std::array<QPushButton*, 11> keys_{};
};

}  // namespace palpate::gui
