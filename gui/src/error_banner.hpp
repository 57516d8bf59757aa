#pragma once

#include <functional>

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace palpate::gui {

/// What happened, why, and one thing to do about it. Takes room in the page; never a dialog.
struct BannerText {
    QString title;
    QString detail;
    /// Empty: "Close".
    QString button;
    bool good_news = false;
};

class ErrorBanner final : public QFrame {
    Q_OBJECT

  public:
    explicit ErrorBanner(QWidget* parent = nullptr);

    /// `action` runs when the button is pressed; without one the banner closes.
    void show(const BannerText& text, std::function<void()> action = {});
    void dismiss();
    [[nodiscard]] QString title() const { return title_->text(); }
    [[nodiscard]] QString detail() const { return detail_->text(); }

  private:
    QLabel* title_;
    QLabel* detail_;
    QPushButton* button_;
    std::function<void()> action_;
};

}  // namespace palpate::gui
