"""What the search finds of ethics beside each record: the page of the newest year."""

from __future__ import annotations

from measures.ethics.figures import years
from portal import standing_pages
from portal.standing_pages import StandingPage

standing_pages.register(
    StandingPage(
        "ethics:latest",
        "จริยธรรมและ No Gift Policy",
        "ประมวลจริยธรรม คณะทำงาน ข้อควรทำและไม่ควรทำ กิจกรรม ผลการประเมิน และการไม่รับของขวัญของบุคลากร",
        "จริยธรรม คุณธรรม ประมวลจริยธรรม ของขวัญ ของกำนัล งดรับของขวัญ ไม่รับของขวัญ no gift policy "
        "dos donts ควรทำ ไม่ควรทำ อบรมจริยธรรม มาตรา 128 ธรรมจรรยา",
        is_there=lambda: bool(years()),
    ),
)
