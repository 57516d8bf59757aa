#include "error_banner.hpp"

#include <utility>

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

#include "theme.hpp"

namespace palpate::gui {

ErrorBanner::ErrorBanner(QWidget* parent)
    : QFrame(parent), title_(new QLabel(this)), detail_(new QLabel(this)), button_(new QPushButton(this))
{
    setObjectName(QStringLiteral("banner"));
    setProperty("surface", "banner");
    title_->setObjectName(QStringLiteral("bannerTitle"));
    detail_->setObjectName(QStringLiteral("bannerDetail"));
    button_->setObjectName(QStringLiteral("bannerButton"));
    button_->setAutoDefault(true);
    title_->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    title_->setWordWrap(true);
    detail_->setWordWrap(true);
    detail_->setProperty("tone", "muted");
    detail_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const Metrics metrics = metricsFor(font());
    auto* const words = new QVBoxLayout;
    words->setSpacing(metrics.small / 2);
    words->addWidget(title_);
    words->addWidget(detail_);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(metrics.margin, metrics.medium, metrics.medium, metrics.medium);
    row->setSpacing(metrics.margin);
    row->addLayout(words, 1);
    row->addWidget(button_);
    connect(button_, &QPushButton::clicked, this, [this] {
        const std::function<void()> action = std::exchange(action_, {});
        dismiss();
        if (action) {
            action();
        }
    });
    hide();
}

void ErrorBanner::show(const BannerText& text, std::function<void()> action)
{
    title_->setText(text.title);
    detail_->setText(text.detail);
    detail_->setVisible(!text.detail.isEmpty());
    button_->setText(text.button.isEmpty() ? tr("Close") : text.button);
    action_ = std::move(action);
    setProperty("tone", text.good_news ? "good" : "look");
    style()->unpolish(this);
    style()->polish(this);
    setAccessibleName(text.title + QLatin1Char(' ') + text.detail);
    setVisible(true);
}

void ErrorBanner::dismiss()
{
    action_ = {};
    setVisible(false);
}

}  // namespace palpate::gui
