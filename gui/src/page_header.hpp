#pragma once

#include <QHBoxLayout>
#include <QWidget>

#include "elided_label.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// The bar on top of a page: who and what on the left, the state in the middle, what can be done on the
/// right; what has no room beside goes on below.
class PageHeader final : public QWidget {
    Q_OBJECT

  public:
    explicit PageHeader(const Theme& theme, QWidget* parent = nullptr);

    /// `whole`: what a pointer over them shows, where they are short for something longer.
    void setTitle(const QString& title, const QString& subtitle, const QString& whole = {});
    void addState(QWidget* state);
    void addAction(QWidget* action);
    void setTheme(const Theme& theme);

  private:
    ElidedLabel* title_;
    ElidedLabel* subtitle_;
    QHBoxLayout* state_;
    QHBoxLayout* actions_;
};

}  // namespace palpate::gui
