#pragma once

#include <QButtonGroup>
#include <QWidget>

#include "theme.hpp"

namespace palpate::gui {

/// The pages, one below the other at the left edge.
class PageRail final : public QWidget {
    Q_OBJECT

  public:
    enum Page { Live, Techniques, Review, Compare, Trend, Settings };

    explicit PageRail(const Theme& theme, QWidget* parent = nullptr);

    void setCurrent(Page page);
    void setTheme(const Theme& theme);

  Q_SIGNALS:
    void chosen(int page);

  private:
    QButtonGroup* group_;
};

}  // namespace palpate::gui
