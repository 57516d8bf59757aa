#pragma once

#include <QString>
#include <QWidget>

#include "theme.hpp"

namespace palpate::gui {

/// A sentence as large as its width allows, to be read from the far side of the room: one line of the largest
/// size, two of the next, or as many as it takes of the smallest. Never cut.
class FittingHeadline final : public QWidget {
    Q_OBJECT

  public:
    explicit FittingHeadline(QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return text_; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] QFont fontFor(int width) const;

    QString text_;
};

}  // namespace palpate::gui
