// The usual stack of the field: React 18, react-markdown, rehype-highlight; one state change for each piece of
// text, and a plain list of all messages.
import { memo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import Markdown from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';

const plugins = [rehypeHighlight];

const Message = memo(function Message({ turn }) {
  return (
    <article>
      <h2>{turn.prompt}</h2>
      <p>{turn.step}</p>
      <Markdown rehypePlugins={plugins}>{turn.answer}</Markdown>
    </article>
  );
});

function Chat() {
  const [turns, setTurns] = useState([]);
  const [text, setText] = useState('');
  window.onmessage = ({ data }) => {
    if (data.type === 'turns') setTurns(data.turns);
    if (data.type === 'delta') setText((old) => old + data.text);
  };
  return (
    <main style={{ height: '100vh', overflow: 'auto' }}>
      {turns.map((turn) => (
        <Message key={turn.id} turn={turn} />
      ))}
      <Markdown rehypePlugins={plugins}>{text}</Markdown>
    </main>
  );
}

createRoot(document.getElementById('root')).render(<Chat />);
