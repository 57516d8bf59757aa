#pragma once

#include <QWidget>

#include "theme.hpp"

namespace palpate::gui {

/// One line of text that may be cut with an ellipsis where there is no room; the whole text is in the
/// tooltip.
class ElidedLabel final : public QWidget {
    Q_OBJECT

  public:
    ElidedLabel(TextSize size, int weight, QWidget* parent = nullptr);

    void setText(const QString& text);
    /// Where it is cut, at the end unless told otherwise.
    void setElision(Qt::TextElideMode elision);
    void setColor(const QColor& color);
    [[nodiscard]] const QString& text() const { return text_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] QFont textFont() const { return sized(font(), size_, weight_); }

    TextSize size_;
    int weight_;
    QString text_;
    Qt::TextElideMode elision_ = Qt::ElideRight;
    QColor color_;
};

}  // namespace palpate::gui
