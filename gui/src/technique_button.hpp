#pragma once

#include <QPushButton>

namespace palpate::gui {

/// Shows the present technique, or asks for one; a long title is cut, never the page widened.
class TechniqueButton final : public QPushButton {
    Q_OBJECT

  public:
    explicit TechniqueButton(QWidget* parent = nullptr);

    /// Empty: none is chosen.
    void setTitle(const QString& title);
    [[nodiscard]] QString title() const { return title_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    [[nodiscard]] QString words() const;
    void cutText();

    QString title_;
};

}  // namespace palpate::gui
