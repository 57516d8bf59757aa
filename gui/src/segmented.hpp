#pragma once

#include <vector>

#include <QButtonGroup>
#include <QFrame>
#include <QPushButton>
#include <QStringList>

namespace palpate::gui {

/// One choice of a few, all of them visible.
class Segmented final : public QFrame {
    Q_OBJECT

  public:
    Segmented(const QString& name, const QStringList& titles, QWidget* parent = nullptr);

    void setCurrent(int index);
    [[nodiscard]] int current() const { return group_->checkedId(); }

  Q_SIGNALS:
    void chosen(int index);

  private:
    QButtonGroup* group_;
};

}  // namespace palpate::gui
