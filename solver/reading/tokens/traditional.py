"""Traditional Chinese characters as simplified ones, so that one vocabulary reads both."""

_PAIRS = (
    "訓训練练設设筆笔張张資资數数據据樣样圖图個个輪轮萬万億亿兩两這这過过還还問问題题應应該该為为麼么嗎吗"
    "對对輸输實实際际計计預预測测學学習习參参優优顯显塊块臺台幾几進进條条總总轉转變变換换時时間间鐘钟層层"
    "積积週周驗验證证類类別别僅仅夠够後后從从無无關关與与擴扩縮缩減减單单雙双處处於于結结約约達达滿满開开"
    "頭头當当們们來来會会說说話话請请讓让寫写讀读點点餘余標标準准確确誤误錄录記记紀纪儲储檔档檢检節节線线"
    "執执長长並并給给傳传護护捨舍棄弃丟丢補补齊齐詞词語语劃划較较選选擇择適适調调離离連连續续終终絕绝"
    "評评環环複复雜杂稱称麽么啟启啓启圍围場场幫帮則则繼继著着"
)
TRADITIONAL = {ord(old): new for old, new in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
"""For `str.translate`: one character for one, so that every place in a text stays."""
