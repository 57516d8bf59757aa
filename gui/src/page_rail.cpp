#include "page_rail.hpp"

#include <algorithm>

#include <QToolButton>
#include <QVBoxLayout>

#include "icons.hpp"

namespace palpate::gui {

PageRail::PageRail(const Theme& theme, QWidget* parent) : QWidget(parent), group_(new QButtonGroup(this))
{
    setProperty("surface", "rail");
    setAttribute(Qt::WA_StyledBackground);
    const Metrics metrics = metricsFor(font());
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.medium, metrics.margin, metrics.medium, metrics.margin);
    column->setSpacing(metrics.medium);
    const QStringList titles{tr("Live"),    tr("Techniques"), tr("Review"),
                             tr("Compare"), tr("Trend"),      tr("Settings")};
    const int icon_size = metrics.target / 2;
    for (int page = 0; page < titles.size(); ++page) {
        auto* const button = new QToolButton(this);
        button->setObjectName(QStringLiteral("rail%1").arg(page));
        button->setProperty("role", "rail");
        button->setText(titles[page]);
        button->setAccessibleName(titles[page]);
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize(QSize(icon_size, icon_size));
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        // The word is never cut, whatever the size of text.
        const QFontMetrics words(sized(font(), TextSize::Small));
        button->setMinimumWidth(std::max(68, words.horizontalAdvance(titles[page]) + metrics.large));
        group_->addButton(button, page);
        column->addWidget(button);
    }
    column->addStretch(1);
    group_->setExclusive(true);
    connect(group_, &QButtonGroup::idClicked, this, &PageRail::chosen);
    setCurrent(Live);
    setTheme(theme);
}

void PageRail::setCurrent(Page page)
{
    group_->button(page)->setChecked(true);
}

void PageRail::setTheme(const Theme& theme)
{
    group_->button(Live)->setIcon(icon(Glyph::Live, theme.text));
    group_->button(Techniques)->setIcon(icon(Glyph::Techniques, theme.text));
    group_->button(Review)->setIcon(icon(Glyph::Review, theme.text));
    group_->button(Compare)->setIcon(icon(Glyph::Compare, theme.text));
    group_->button(Trend)->setIcon(icon(Glyph::Trend, theme.text));
    group_->button(Settings)->setIcon(icon(Glyph::Settings, theme.text));
}

}  // namespace palpate::gui
