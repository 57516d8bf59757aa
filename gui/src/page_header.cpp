#include "page_header.hpp"

#include <algorithm>

#include <QFrame>
#include <QVBoxLayout>

#include "header_layout.hpp"

namespace palpate::gui {

PageHeader::PageHeader(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      title_(new ElidedLabel(TextSize::Title, QFont::DemiBold, this)),
      subtitle_(new ElidedLabel(TextSize::Small, QFont::Normal, this)),
      state_(new QHBoxLayout),
      actions_(new QHBoxLayout)
{
    const Metrics metrics = metricsFor(font());
    title_->setObjectName(QStringLiteral("pageTitle"));
    title_->setElision(Qt::ElideMiddle);
    subtitle_->setObjectName(QStringLiteral("pageSubtitle"));
    auto* const words = new QVBoxLayout;
    words->setSpacing(1);
    words->addStretch(1);
    words->addWidget(title_);
    words->addWidget(subtitle_);
    words->addStretch(1);
    actions_->setSpacing(metrics.medium);
    auto* const row = new HeaderLayout(metrics.margin);
    row->addItem(words);
    row->addItem(state_);
    row->addItem(actions_);
    auto* const padded = new QVBoxLayout;
    padded->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.medium);
    padded->addLayout(row);
    auto* const line = new QFrame(this);
    line->setProperty("surface", "line");
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(padded);
    column->addWidget(line);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setTheme(theme);
}

void PageHeader::setTitle(const QString& title, const QString& subtitle, const QString& whole)
{
    constexpr int kLeastLetters = 22;
    title_->setText(title);
    subtitle_->setText(subtitle);
    subtitle_->setVisible(!subtitle.isEmpty());
    // Rather the actions below than a title of a few letters.
    title_->setMinimumWidth(
        std::min(title_->sizeHint().width(), kLeastLetters * fontMetrics().averageCharWidth()));
    if (!whole.isEmpty()) {
        title_->setToolTip(whole);
        subtitle_->setToolTip(whole);
    }
}

void PageHeader::addState(QWidget* state)
{
    state_->addWidget(state);
}

void PageHeader::addAction(QWidget* action)
{
    actions_->addWidget(action, 0, Qt::AlignVCenter);
}

void PageHeader::setTheme(const Theme& theme)
{
    title_->setColor(theme.text);
    subtitle_->setColor(theme.muted);
}

}  // namespace palpate::gui
