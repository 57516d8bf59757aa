#pragma once

#include <QPushButton>

#include "theme.hpp"

namespace palpate::gui {

/// "Record", or "Stop 02:32" in red, in figures of even width with the sign of a recorder before it.
class RecordButton final : public QPushButton {
    Q_OBJECT

  public:
    explicit RecordButton(const Theme& theme, QWidget* parent = nullptr);

    void setRecording(bool recording, double recorded_s);
    void setTheme(const Theme& theme);
    [[nodiscard]] const QString& caption() const { return caption_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Theme theme_;
    bool recording_ = false;
    QString caption_;
};

}  // namespace palpate::gui
